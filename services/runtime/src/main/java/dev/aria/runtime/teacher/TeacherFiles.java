package dev.aria.runtime.teacher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The two files of a teacher, which stand beside each other: {@code NAME.json} and {@code NAME.pt}.
 *
 * @param descriptor what the teacher is
 * @param model its TorchScript archive; who needs the descriptor alone need not have it
 */
public record TeacherFiles(Path descriptor, Path model) {
  private static final String DESCRIPTOR = ".json";
  private static final String MODEL = ".pt";
  private static final String NETWORK = "network";

  /**
   * The files that {@code setting}, the value of {@code aria.run.teacher}, stands for: a model
   * folder, which holds {@code network.json}, a folder of one model, the descriptor or the model.
   *
   * @throws IllegalArgumentException when it is none of these; the message names the setting
   */
  public static TeacherFiles of(Path setting) {
    return of("aria.run.teacher", setting);
  }

  /** The files of {@code expert}, which {@code aria.run.experts} gives as {@code value}. */
  public static TeacherFiles ofExpert(String expert, Path value) {
    return of("'%s' in aria.run.experts".formatted(expert), value);
  }

  private static TeacherFiles of(String key, Path setting) {
    Path file = Files.isDirectory(setting) ? only(key, setting) : setting;
    String name = String.valueOf(file.getFileName());
    for (String ending : List.of(DESCRIPTOR, MODEL)) {
      if (name.endsWith(ending) && name.length() > ending.length()) {
        String bare = name.substring(0, name.length() - ending.length());
        return new TeacherFiles(
            file.resolveSibling(bare + DESCRIPTOR), file.resolveSibling(bare + MODEL));
      }
    }
    throw new IllegalArgumentException(
        "%s is '%s', must be a descriptor (.json), the model beside it (.pt) or a folder that holds both"
            .formatted(key, setting));
  }

  /** Where the files lie that the descriptor names, such as a text encoder. */
  public Path folder() {
    return descriptor.toAbsolutePath().resolveSibling("");
  }

  /** The descriptor of a model folder, without its model where that is not needed, or one model. */
  private static Path only(String key, Path folder) {
    Path named = folder.resolve(NETWORK + DESCRIPTOR);
    if (Files.exists(named)) { // beside it lie its text encoder and its codec
      return named;
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> models = files.filter(file -> file.toString().endsWith(MODEL)).sorted().toList();
      if (models.size() == 1) {
        return models.get(0);
      }
      throw new IllegalArgumentException(
          models.isEmpty()
              ? "%s is the folder %s, which holds no model (.pt)".formatted(key, folder)
              : "%s is the folder %s, which holds several models, %s and %s among them; name one of them"
                  .formatted(
                      key, folder, models.get(0).getFileName(), models.get(1).getFileName()));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s is the folder %s, which cannot be read: %s".formatted(key, folder, e), e);
    }
  }
}
