/** Lambda handlers: they translate events into commands and results into responses, and decide nothing. */
@NullMarked
package dev.sallyport.lambda;

import org.jspecify.annotations.NullMarked;
