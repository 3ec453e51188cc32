package dev.aria.trials.compare;

import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * What a run of a comparison leaves to be measured.
 *
 * @param run which run
 * @param student model file of its student
 * @param trainingLoss see {@link Measure#TRAINING}
 * @param teacherPasses samples sent through the teacher for targets; empty where nobody counted
 */
record TrainedRun(PlannedRun run, Path student, double trainingLoss, OptionalLong teacherPasses) {}
