// A receiver as one would write it for Lambda in Node: check the signature, one S3 put, one DynamoDB put, one FIFO send.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

const dynamodb = new DynamoDBClient({});
const s3 = new S3Client({ forcePathStyle: true });
const sqs = new SQSClient({});
const { SALLYPORT_BUCKET, SALLYPORT_QUEUE_URL, SALLYPORT_TABLE, WEBHOOK_SECRET } = process.env;

export async function handler(event) {
  const body = Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8');
  const given = Buffer.from(event.headers['x-webhook-signature'] ?? '', 'hex');
  const due = createHmac('sha256', WEBHOOK_SECRET).update(body).digest();
  if (given.length !== due.length || !timingSafeEqual(given, due)) {
    return { statusCode: 401 };
  }
  const provider = event.headers['x-provider-id'];
  const id = `${provider}-${createHash('sha256').update(JSON.parse(body).id).digest('hex').slice(0, 32)}`;
  const now = new Date().toISOString();
  const key = `peer/${provider}/${now.slice(0, 10)}/${id}.json`;
  await s3.send(new PutObjectCommand({ Bucket: SALLYPORT_BUCKET, Key: key, Body: body }));
  await dynamodb.send(
    new PutItemCommand({
      TableName: SALLYPORT_TABLE,
      Item: { pk: { S: id }, sk: { S: '-' }, key: { S: key }, status: { S: 'RECEIVED' }, received_at: { S: now } },
      ConditionExpression: 'attribute_not_exists(pk)',
    }),
  );
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: SALLYPORT_QUEUE_URL,
      MessageBody: JSON.stringify({ id, key }),
      MessageGroupId: provider,
      MessageDeduplicationId: id,
    }),
  );
  return { statusCode: 202, body: JSON.stringify({ message: 'accepted', webhook_id: id }) };
}
