package dev.aria.teacher.inference;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * The teachers of a run on one device, at the indices that draws name them by. Only {@link #expert}
 * answers: which of them is meant must be said.
 */
final class TeacherPanel implements Teacher {
  private final List<Teacher> teachers;
  private final String digest;

  /**
   * Takes over {@code teachers}, and closes them.
   *
   * @param teachers the run's own first
   * @param ofTargets digest of their targets, given that of the run's own teacher
   */
  TeacherPanel(List<Teacher> teachers, UnaryOperator<String> ofTargets) {
    this.teachers = List.copyOf(teachers);
    this.digest = ofTargets.apply(teachers.get(0).digest());
  }

  private Teacher own() {
    return teachers.get(0);
  }

  @Override
  public Teacher expert(int teacher) {
    Objects.checkIndex(teacher, teachers.size());
    return teachers.get(teacher);
  }

  @Override
  public String digest() {
    return digest;
  }

  @Override
  public List<Integer> sampleShape() {
    return own().sampleShape();
  }

  @Override
  public float[] outputs(float[] x, int[] timesteps, float[] conditions) {
    throw nobodyIsNamed();
  }

  @Override
  public float[] sample(float[] conditions, List<Long> seeds) {
    throw nobodyIsNamed();
  }

  private static UnsupportedOperationException nobodyIsNamed() {
    return new UnsupportedOperationException("ask one of the panel: expert(teacher)");
  }

  @Override
  public void close() {
    teachers.forEach(Teacher::close);
  }
}
