package dev.aria.models.model;

import dev.aria.core.diffusion.PredictionType;
import dev.aria.models.encoder.Conditioning;

/** Whether a student can learn from what a teacher says. */
public final class StudentFit {
  private StudentFit() {}

  /**
   * Refuses a student that cannot learn from the targets of {@code teacher}.
   *
   * @throws IllegalArgumentException when its samples, conditions, schedule or prediction are not
   *     the teacher's
   */
  public static void require(ModelDescriptor student, ModelDescriptor teacher) {
    boolean fits =
        student.sampleShape().equals(teacher.sampleShape())
            && student.conditionShape().equals(teacher.conditionShape())
            && student.encodedShape().equals(teacher.encodedShape())
            && student.diffusion().schedule().equals(teacher.diffusion().schedule());
    if (!fits) {
      throw new IllegalArgumentException(
          "student %s takes samples %s and conditions %s on schedule %s; the teacher's are %s, %s and %s"
              .formatted(
                  student.name(),
                  student.sampleShape(),
                  student.conditionShape(),
                  student.diffusion().schedule(),
                  teacher.sampleShape(),
                  teacher.conditionShape(),
                  teacher.diffusion().schedule()));
    }
    Conditioning read = teacher.diffusion().conditioning();
    if (read instanceof Conditioning.Text && !read.equals(student.diffusion().conditioning())) {
      throw new IllegalArgumentException(
          "student %s reads texts by other tokenizers, another text encoder or another null text than the teacher %s; export both from one pipeline with the same --text-dtype and --negative-prompt"
              .formatted(student.name(), teacher.name()));
    }
    PredictionType wanted = teacher.diffusion().prediction();
    if (student.diffusion().prediction() != wanted) {
      throw new IllegalArgumentException(
          "student %s predicts %s; targets are what the teacher %s says, so a student must predict %s"
              .formatted(student.name(), student.diffusion().prediction(), teacher.name(), wanted));
    }
  }
}
