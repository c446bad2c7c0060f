/** Which parts a function is made of: the only place, beside the components, that knows adapters and the environment. */
@NullMarked
package dev.sallyport.lambda.wiring;

import org.jspecify.annotations.NullMarked;
