/** The queue of webhooks to be processed as an SQS FIFO queue, and that of deliveries as a standard queue. */
@NullMarked
package dev.sallyport.aws.sqs;

import org.jspecify.annotations.NullMarked;
