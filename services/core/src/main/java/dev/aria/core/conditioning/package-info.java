/** Random Conditioning: which condition a training sample gets, and when, decided from counters. */
@NullMarked
package dev.aria.core.conditioning;

import org.jspecify.annotations.NullMarked;
