/** Which events follow one another, and how a batch of them is walked without overtaking. */
@NullMarked
package dev.sallyport.core.ordering;

import org.jspecify.annotations.NullMarked;
