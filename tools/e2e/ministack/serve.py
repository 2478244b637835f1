"""Starts MiniStack with the four things that this stack meets and MiniStack 1.5.33 lacks.

../README.md says what each of them stands for. Everything else is MiniStack as it is installed.
"""

import json
import os
import signal
import sys
import threading

from ministack.app import main
from ministack.services import eventbridge, lambda_svc, s3
from ministack.services.cloudformation import provisioners


# 1. CloudFormation's AWS::Events::EventBusPolicy, by MiniStack's own PutPermission and RemovePermission.


def create_event_bus_policy(logical_id, props, stack_name):
    permission = {**props.get("Statement", {}), "EventBusName": props["EventBusName"], "StatementId": props["StatementId"]}
    eventbridge._put_permission(permission)
    return f"{props['EventBusName']}|{props['StatementId']}", {}


def delete_event_bus_policy(physical_id, props):
    eventbridge._remove_permission({"EventBusName": props["EventBusName"], "StatementId": props["StatementId"]})


provisioners._RESOURCE_HANDLERS["AWS::Events::EventBusPolicy"] = {
    "create": create_event_bus_policy,
    "delete": delete_event_bus_policy,
}


# 2. EventBridge invokes a function asynchronously: with retries, and the on-failure destination after the last.


def invoke_asynchronously(arn, payload):
    function, config, _name = lambda_svc._get_func_record_for_ref(arn)
    if function and config:
        record = lambda_svc._execution_record_for_config(function, config)
        lambda_svc.invoke_async_with_retry(record, json.loads(payload))


eventbridge._dispatch_to_lambda = invoke_asynchronously


# 3. Events of `aws.s3` may be put: the e2e stands in for CloudTrail, which MiniStack does not connect to EventBridge.

eventbridge._put_events.__defaults__ = (True,)


# 4. S3's GetBucketPolicyStatus, by MiniStack's own reading of what makes a policy public.

handle_s3_request = s3.handle_request


async def answer_policy_status(method, path, headers, body, query_params, *rest, **named):
    if method != "GET" or "policyStatus" not in query_params:
        return await handle_s3_request(method, path, headers, body, query_params, *rest, **named)
    bucket, _key = s3._parse_bucket_key(path, headers)
    status, _headers, policy = answer = s3._get_bucket_policy(bucket)
    if status != 200:
        return answer
    root = s3.Element("PolicyStatus", xmlns=s3.S3_NS)
    s3.SubElement(root, "IsPublic").text = str(s3._policy_is_public(policy.decode())).lower()
    return 200, {"Content-Type": "application/xml"}, s3._xml_body(root)


s3.handle_request = answer_policy_status


# Standard input ends when whoever started this ends, however that ends: nobody is left to end this process and the
# functions' processes, which are in its group.


def end_with_parent():
    sys.stdin.buffer.read()
    os.killpg(0, signal.SIGKILL)


threading.Thread(target=end_with_parent, daemon=True).start()

main()
