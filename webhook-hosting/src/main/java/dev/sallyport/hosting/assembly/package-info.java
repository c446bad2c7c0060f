/** What every host makes of a configuration before it assembles the core. */
@NullMarked
package dev.sallyport.hosting.assembly;

import org.jspecify.annotations.NullMarked;
