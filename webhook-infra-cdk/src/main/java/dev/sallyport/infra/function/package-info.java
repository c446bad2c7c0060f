/** The functions, what each is told, and what each may do. */
@NullMarked
package dev.sallyport.infra.function;

import org.jspecify.annotations.NullMarked;
