/** Writes down what functions ask of the services, and reads it again. */
@NullMarked
package dev.sallyport.local.emulated.record;

import org.jspecify.annotations.NullMarked;
