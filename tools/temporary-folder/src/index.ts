export { removeAbandonedFolders } from "./abandoned-folders";
export {
  makeTemporaryFolder,
  type TemporaryFolder,
  TemporaryFolderError,
  temporaryFolderError,
} from "./temporary-folder";
