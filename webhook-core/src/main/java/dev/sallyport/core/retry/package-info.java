/** When a failed attempt is tried again, and when no more: pure functions of policy, attempt and injected randomness. */
@NullMarked
package dev.sallyport.core.retry;

import org.jspecify.annotations.NullMarked;
