"""The work of a handler in Python: log the event, the function, the request and the time that is left."""
import json
import logging

logger = logging.getLogger()
logger.setLevel(logging.INFO)


def handler(event, context):
    try:
        logger.info("Event: %s", json.dumps(event))
        logger.info("Function: %s", context["function_name"])
        logger.info("Request: %s", context["request_id"])
        logger.info("Remaining ms: %s", context["remaining_ms"])
        body = json.dumps({"message": "Event successfully logged", "event": event})
        return {"statusCode": 200, "body": body}
    except Exception as error:
        return {"statusCode": 500, "body": json.dumps({"message": str(error)})}
