/** The function between the bus and tenants' endpoints. */
@NullMarked
package dev.sallyport.lambda.fanout;

import org.jspecify.annotations.NullMarked;
