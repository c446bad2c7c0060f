/** The functions behind the queue of webhooks: the one that processes them, and the one for those it gave up. */
@NullMarked
package dev.sallyport.lambda.process;

import org.jspecify.annotations.NullMarked;
