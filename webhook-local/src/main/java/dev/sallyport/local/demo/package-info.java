/** A gateway on trial: real bodies, signed as their providers do, sent twice and tampered with, and all of it checked. */
@NullMarked
package dev.sallyport.local.demo;

import org.jspecify.annotations.NullMarked;
