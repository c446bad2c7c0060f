/** The queue of webhooks to be processed as an SQS FIFO queue. */
@NullMarked
package dev.sallyport.aws.sqs;

import org.jspecify.annotations.NullMarked;
