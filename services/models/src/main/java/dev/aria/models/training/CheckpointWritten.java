package dev.aria.models.training;

import java.nio.file.Path;

/**
 * A checkpoint that is on disk.
 *
 * @param step optimizer steps it holds
 * @param sha256 lower-case hex digest of the whole file
 */
public record CheckpointWritten(Path file, long step, String sha256) {}
