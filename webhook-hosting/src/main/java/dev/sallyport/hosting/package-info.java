/** What every host of the core shares, whether it is a process of its own or functions in a cloud. */
@NullMarked
package dev.sallyport.hosting;

import org.jspecify.annotations.NullMarked;
