/** Alarms and a dashboard. */
@NullMarked
package dev.sallyport.infra.observe;

import org.jspecify.annotations.NullMarked;
