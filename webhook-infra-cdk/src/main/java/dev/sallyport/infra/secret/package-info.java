/** Entries for secrets, without their values. */
@NullMarked
package dev.sallyport.infra.secret;

import org.jspecify.annotations.NullMarked;
