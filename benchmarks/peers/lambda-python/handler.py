"""A receiver as one would write it for Lambda in Python: check the signature, one S3 put, one DynamoDB put, one FIFO send."""

import base64
import hashlib
import hmac
import json
import os
from datetime import datetime, timezone

import boto3

dynamodb = boto3.client("dynamodb")
s3 = boto3.client("s3")
sqs = boto3.client("sqs")

BUCKET = os.environ["SALLYPORT_BUCKET"]
QUEUE_URL = os.environ["SALLYPORT_QUEUE_URL"]
TABLE = os.environ["SALLYPORT_TABLE"]
SECRET = os.environ["WEBHOOK_SECRET"].encode()


def handler(event):
    body = base64.b64decode(event["body"]) if event["isBase64Encoded"] else event["body"].encode()
    due = hmac.new(SECRET, body, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(due, event["headers"].get("x-webhook-signature", "")):
        return {"statusCode": 401}
    provider = event["headers"]["x-provider-id"]
    webhook_id = provider + "-" + hashlib.sha256(json.loads(body)["id"].encode()).hexdigest()[:32]
    now = datetime.now(timezone.utc).isoformat()
    key = f"peer/{provider}/{now[:10]}/{webhook_id}.json"
    s3.put_object(Bucket=BUCKET, Key=key, Body=body)
    dynamodb.put_item(
        TableName=TABLE,
        Item={
            "pk": {"S": webhook_id},
            "sk": {"S": "-"},
            "key": {"S": key},
            "status": {"S": "RECEIVED"},
            "received_at": {"S": now},
        },
        ConditionExpression="attribute_not_exists(pk)",
    )
    sqs.send_message(
        QueueUrl=QUEUE_URL,
        MessageBody=json.dumps({"id": webhook_id, "key": key}),
        MessageGroupId=provider,
        MessageDeduplicationId=webhook_id,
    )
    return {"statusCode": 202, "body": json.dumps({"message": "accepted", "webhook_id": webhook_id})}
