/** Providers as they behave towards a gate: real bodies, signed as each provider signs, and what an attacker makes of them. */
@NullMarked
package dev.sallyport.testkit.provider;

import org.jspecify.annotations.NullMarked;
