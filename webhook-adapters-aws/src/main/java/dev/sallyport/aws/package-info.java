/** The core's ports on DynamoDB, S3, SQS, EventBridge and Secrets Manager. */
@NullMarked
package dev.sallyport.aws;

import org.jspecify.annotations.NullMarked;
