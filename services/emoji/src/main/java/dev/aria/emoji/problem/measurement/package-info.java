/** What a study measures of a student: noise, guided noise and pictures on held-out prompts. */
@NullMarked
package dev.aria.emoji.problem.measurement;

import org.jspecify.annotations.NullMarked;
