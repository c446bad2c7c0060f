/** Batches of SQS messages: what is read of them, how waits are kept, and which are given back. */
@NullMarked
package dev.sallyport.lambda.queue;

import org.jspecify.annotations.NullMarked;
