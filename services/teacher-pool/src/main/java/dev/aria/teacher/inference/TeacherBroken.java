package dev.aria.teacher.inference;

/** The teacher computed a value that is not finite. */
final class TeacherBroken extends RuntimeException {
  /**
   * Refuses {@code output} to {@code sample} when an element is not finite.
   *
   * @throws TeacherBroken then
   */
  static void refuse(Sample sample, float[] output) {
    for (float value : output) {
      if (!Float.isFinite(value)) {
        throw new TeacherBroken(sample, value);
      }
    }
  }

  TeacherBroken(Sample sample, float value) {
    super(
        ("teacher gives %s for draw %d of step %d, shard %d (t = %d, latent %d); its file is"
                + " damaged or does not fit the paired set. Nothing was written for these draws: start"
                + " the pool again with a sound teacher")
            .formatted(
                value,
                sample.draw().ordinal(),
                sample.batch().step(),
                sample.batch().shard(),
                sample.timestep(),
                sample.draw().latentId()));
  }
}
