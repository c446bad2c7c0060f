/** The functions behind the queue of deliveries: the one that delivers, and the one that puts deliveries back to work. */
@NullMarked
package dev.sallyport.lambda.deliver;

import org.jspecify.annotations.NullMarked;
