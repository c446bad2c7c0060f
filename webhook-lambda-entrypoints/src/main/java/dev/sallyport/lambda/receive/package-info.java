/** The function that providers call. */
@NullMarked
package dev.sallyport.lambda.receive;

import org.jspecify.annotations.NullMarked;
