/** Functions as Lambda runs them: execution environments behind the Runtime API. */
@NullMarked
package dev.sallyport.emulation.function;

import org.jspecify.annotations.NullMarked;
