/** Constructs that deploy Sallyport on AWS. */
@NullMarked
package dev.sallyport.infra;

import org.jspecify.annotations.NullMarked;
