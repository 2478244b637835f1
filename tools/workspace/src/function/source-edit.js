const ts = require("typescript");

/**
 * Adds a property to the object that a constant holds, as the last one; a text that has the property already stays as it is.
 *
 * @param {string} text of a TypeScript file
 * @param {string} constant
 * @param {string} key
 * @param {string} value
 */
function withProperty(text, constant, key, value) {
  const object = find(text, constant, ts.isObjectLiteralExpression);
  const isThere = object.properties.some(({ name }) => name !== undefined && textOf(name) === key);
  return isThere ? text : inserted(text, object.properties, object, `${key}: ${value}`);
}

/**
 * Adds an element to the array that a constant holds, as the last one; a text that has the element already stays as it is.
 *
 * @param {string} text of a TypeScript file
 * @param {string} constant
 * @param {string} element
 */
function withElement(text, constant, element) {
  const array = find(text, constant, ts.isArrayLiteralExpression);
  const isThere = array.elements.some((each) => each.getText() === element);
  return isThere ? text : inserted(text, array.elements, array, element);
}

/**
 * Adds an import or a re-export after the last one of its kind; a text that has the line already stays as it is.
 *
 * @param {string} text of a TypeScript file
 * @param {string} line
 */
function withLine(text, line) {
  if (text.includes(line)) return text;
  const kind = line.startsWith("import") ? ts.isImportDeclaration : ts.isExportDeclaration;
  const after = parsed(text).statements.filter(kind).at(-1)?.getEnd() ?? 0;
  return `${text.slice(0, after)}\n${line}${text.slice(after)}`;
}

/** @param {string} text */
const parsed = (text) => ts.createSourceFile("source.ts", text, ts.ScriptTarget.Latest, true);

/**
 * The literal that a constant or a function named `name` holds or returns.
 *
 * @template {import("typescript").Expression} Literal
 * @param {string} text
 * @param {string} name
 * @param {(node: import("typescript").Node) => node is Literal} isLiteral
 * @returns {Literal}
 */
function find(text, name, isLiteral) {
  /** @type {Literal | undefined} */
  let found;
  /** @param {import("typescript").Node} node */
  const visit = (node) => {
    if (isLiteral(node)) found ??= node;
    else ts.forEachChild(node, visit);
  };
  /** @param {import("typescript").Node} node */
  const named = (node) => {
    if (ts.isVariableDeclaration(node) && node.name.getText() === name && node.initializer !== undefined)
      visit(node.initializer);
    else if (ts.isFunctionDeclaration(node) && node.name?.text === name) ts.forEachChild(node, returned);
    else ts.forEachChild(node, named);
  };
  /** @param {import("typescript").Node} node */
  const returned = (node) => {
    if (ts.isReturnStatement(node) && node.expression !== undefined) visit(node.expression);
    else ts.forEachChild(node, returned);
  };
  named(parsed(text));
  if (found === undefined) throw new Error(`there is no literal of ${name} to add to`);
  return found;
}

/** @param {import("typescript").PropertyName} name */
const textOf = (name) => (ts.isStringLiteral(name) || ts.isIdentifier(name) ? name.text : name.getText());

/**
 * @param {string} text
 * @param {import("typescript").NodeArray<import("typescript").Node>} list
 * @param {import("typescript").Node} literal
 * @param {string} added
 */
function inserted(text, list, literal, added) {
  const comma = list.length > 0 && !list.hasTrailingComma ? "," : "";
  const at = list.length > 0 ? list.end : literal.getStart() + 1;
  return `${text.slice(0, at)}${comma}\n${added},${text.slice(at)}`;
}

module.exports = { withElement, withLine, withProperty };
