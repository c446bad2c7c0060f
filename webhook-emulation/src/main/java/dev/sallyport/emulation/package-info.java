/** AWS on one machine, for trying out and testing: knows nothing of what runs on it. */
@NullMarked
package dev.sallyport.emulation;

import org.jspecify.annotations.NullMarked;
