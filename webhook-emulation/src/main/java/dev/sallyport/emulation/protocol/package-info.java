/** The wire protocol that several stand-ins share. */
@NullMarked
package dev.sallyport.emulation.protocol;

import org.jspecify.annotations.NullMarked;
