/** The function that operators call. */
@NullMarked
package dev.sallyport.lambda.operate;

import org.jspecify.annotations.NullMarked;
