package dev.aria.console.watch;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.aria.core.record.CheckpointPublished;

/**
 * A checkpoint as the page shows it.
 *
 * @param student name of the student
 * @param step steps learned
 * @param time milliseconds since 1970
 * @param sha256 of the file
 * @param path where it lies, as the trainer sees it
 * @param last whether the run ended with it
 * @param published the record
 */
public record Checkpoint(
    String student,
    long step,
    long time,
    String sha256,
    String path,
    boolean last,
    @JsonIgnore CheckpointPublished published) {}
