/** A member stack as small as can be: the forwarding rule with its role in each region, the read role once. */
export const CENTRAL = "111122223333";
const CENTRAL_BUS = `arn:aws:events:us-west-2:${CENTRAL}:event-bus/central`;
export const READ_ACTIONS = [
  "s3:GetBucketAcl",
  "s3:GetBucketPolicy",
  "s3:GetBucketPolicyStatus",
  "s3:GetBucketTagging",
  "s3:GetBucketLocation",
  "s3:GetBucketPublicAccessBlock",
  "s3:GetBucketOwnershipControls",
  "s3:GetAccountPublicAccessBlock",
];

const statement = (properties: object): object => ({ Version: "2012-10-17", Statement: [properties] });

export const memberTemplate = (organizationId = "o-example"): object => ({
  Parameters: { HomeRegion: { Type: "String" } },
  Conditions: { IsHomeRegion: { "Fn::Equals": [{ Ref: "AWS::Region" }, { Ref: "HomeRegion" }] } },
  Resources: {
    Rule: {
      Type: "AWS::Events::Rule",
      Properties: {
        Name: "forward",
        EventPattern: { source: ["aws.s3"], detail: { errorCode: [{ exists: false }] } },
        Targets: [{ Id: "central", Arn: CENTRAL_BUS, RoleArn: { "Fn::GetAtt": ["ForwardRole", "Arn"] } }],
      },
    },
    ForwardRole: {
      Type: "AWS::IAM::Role",
      Properties: {
        RoleName: { "Fn::Sub": "forward-${AWS::Region}" },
        AssumeRolePolicyDocument: statement({
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "aws:SourceAccount": { Ref: "AWS::AccountId" } } },
        }),
        Policies: [
          {
            PolicyName: "forward",
            PolicyDocument: statement({ Effect: "Allow", Action: "events:PutEvents", Resource: CENTRAL_BUS }),
          },
        ],
      },
    },
    ReadRole: {
      Type: "AWS::IAM::Role",
      Condition: "IsHomeRegion",
      Properties: {
        RoleName: "reader",
        AssumeRolePolicyDocument: statement({
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${CENTRAL}:role/function-role` },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "aws:PrincipalOrgID": organizationId } },
        }),
        Policies: [
          {
            PolicyName: "read",
            PolicyDocument: statement({
              Effect: "Allow",
              Action: READ_ACTIONS,
              Resource: "*",
              Condition: { StringEquals: { "aws:ResourceAccount": { Ref: "AWS::AccountId" } } },
            }),
          },
        ],
      },
    },
  },
});
