/** Counts what calls of the services will cost. */
@NullMarked
package dev.sallyport.aws.cost;

import org.jspecify.annotations.NullMarked;
