package dev.aria.operations.plan;

/**
 * What a short run of teacher and student on this machine took, each alone.
 *
 * @param teacherSeconds of one sample, in batches of the teacher pool's size
 * @param studentSeconds of one global step
 * @param encoderSeconds of one prompt on one thread
 * @param teacherParameters trainable values of the run's teacher and its experts together
 * @param studentParameters trainable values of the student
 * @param sampleSize values of one sample
 * @param conditionDim values of one condition
 */
public record Measured(
    double teacherSeconds,
    double studentSeconds,
    double encoderSeconds,
    long teacherParameters,
    long studentParameters,
    int sampleSize,
    int conditionDim) {}
