package dev.aria.teacher.inference;

import dev.aria.core.record.Draw;
import dev.aria.models.model.ModelFiles;
import dev.aria.runtime.teacher.RunTeachers;
import dev.aria.runtime.teacher.TeacherFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The teacher as its worker sees it. B samples, S elements a sample, C elements a condition. Not
 * thread-safe; the worker that opened it closes it.
 */
public interface Teacher extends AutoCloseable {
  /**
   * Loads a model; whoever opens it closes it.
   *
   * @param file the model
   * @param device where it runs: {@code cpu}, {@code gpu} or {@code gpu:N}
   * @param guidance scale of classifier-free guidance of its outputs
   */
  static Teacher open(Path file, String device, double guidance) {
    return new TorchTeacher(ModelFiles.load(file, device), guidance);
  }

  /**
   * Loads all teachers of a run; whoever opens them closes them, by closing what is returned.
   *
   * @param device where they run
   * @param guidance as above
   */
  static Teacher open(RunTeachers teachers, String device, double guidance) {
    List<Teacher> opened = new ArrayList<>();
    try {
      for (TeacherFiles files : teachers.files()) {
        opened.add(open(files.model(), device, guidance));
      }
    } catch (RuntimeException e) {
      opened.forEach(Teacher::close);
      throw e;
    }
    return opened.size() == 1 ? opened.get(0) : new TeacherPanel(opened, teachers::ofTargets);
  }

  /** Digest that its targets carry: of its file, or of all the files of several. */
  String digest();

  /**
   * The model that answers draws which name {@code teacher}. It belongs to this one, which closes
   * it.
   *
   * @param teacher index among the run's teachers; this one alone is {@link Draw#OWN_TEACHER}
   * @throws IndexOutOfBoundsException when there is no such model
   */
  default Teacher expert(int teacher) {
    Objects.checkIndex(teacher, 1);
    return this;
  }

  /** Shape of one sample. */
  List<Integer> sampleShape();

  /**
   * What the network says, guidance applied, in the model's own prediction type.
   *
   * @param x (B, S) noised samples
   * @param timesteps (B)
   * @param conditions (B, C)
   * @return (B, S)
   */
  float[] outputs(float[] x, int[] timesteps, float[] conditions);

  /**
   * Latents that the teacher itself samples for {@code conditions}.
   *
   * @param conditions (B, C)
   * @param seeds (B) seed of each sample's initial noise
   * @return (B, S)
   */
  float[] sample(float[] conditions, List<Long> seeds);

  @Override
  void close();
}
