/** The function that a schedule starts: it takes up what nobody is working on. */
@NullMarked
package dev.sallyport.lambda.sweep;

import org.jspecify.annotations.NullMarked;
