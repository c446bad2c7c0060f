/** One process that receives, keeps, orders and publishes webhooks on local disk. */
@NullMarked
package dev.sallyport.local;

import org.jspecify.annotations.NullMarked;
