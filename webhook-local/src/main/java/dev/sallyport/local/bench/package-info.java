/** Measures a gateway from outside: a server in a process of its own, a load generator in another, and a look for losses. */
@NullMarked
package dev.sallyport.local.bench;

import org.jspecify.annotations.NullMarked;
