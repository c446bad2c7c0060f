/** What a webhook costs on AWS: the calls of the functions, and of a design to compare with, counted on emulators. */
@NullMarked
package dev.sallyport.local.emulated.cost;

import org.jspecify.annotations.NullMarked;
