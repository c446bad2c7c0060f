/** What a function holds for a while only: secrets that age, and what a snapshot must not be restored with. */
@NullMarked
package dev.sallyport.lambda.renewal;

import org.jspecify.annotations.NullMarked;
