package dev.aria.console.picture;

import dev.aria.core.digest.Sha256;
import dev.aria.models.picture.PictureSheet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The pictures of one list of prompts on disk: a folder for the teacher and one for each
 * checkpoint, in it a PNG a prompt. Another list has another folder.
 */
final class Gallery {
  private static final String TEACHER = "teacher";
  private static final Pattern STEP = Pattern.compile("step-(\\d{12})");
  private static final int DIGEST_CHARACTERS = 12;

  private final Path folder;
  private final int prompts;

  Gallery(Path above, List<FixedPrompt> prompts) {
    String texts = prompts.stream().map(FixedPrompt::text).collect(Collectors.joining("\n"));
    this.folder = above.resolve(Sha256.of(texts).substring(0, DIGEST_CHARACTERS));
    this.prompts = prompts.size();
  }

  boolean hasTeacher() {
    return isWhole(TEACHER);
  }

  boolean has(long step) {
    return isWhole(name(step));
  }

  private boolean isWhole(String name) {
    return Files.exists(folder.resolve(name).resolve((prompts - 1) + ".png"));
  }

  void putTeacher(List<float[]> pictures, List<Integer> shape) {
    put(TEACHER, pictures, shape);
  }

  void put(long step, List<float[]> pictures, List<Integer> shape) {
    put(name(step), pictures, shape);
  }

  /** The last prompt's picture is written last, so that a folder is whole once it is there. */
  private void put(String name, List<float[]> pictures, List<Integer> shape) {
    Path place = folder.resolve(name);
    try {
      Files.createDirectories(place);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot make the folder " + place, failure);
    }
    for (int i = 0; i < pictures.size(); i++) {
      PictureSheet.writeOne(pictures.get(i), shape, place.resolve(i + ".png"));
    }
  }

  /** Steps whose pictures are there, in order. */
  List<Long> steps() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> STEP.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .map(name -> Long.parseLong(name.group(1)))
          .filter(this::has)
          .sorted()
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot list " + folder, failure);
    }
  }

  /**
   * The picture of prompt {@code index}.
   *
   * @param step a number, or {@code teacher}
   */
  Optional<Path> file(String step, int index) {
    String name =
        step.equals(TEACHER)
            ? TEACHER
            : step.matches("\\d{1,12}") ? name(Long.parseLong(step)) : "";
    return Optional.of(folder.resolve(name).resolve(index + ".png"))
        .filter(file -> !name.isEmpty() && Files.isRegularFile(file));
  }

  private static String name(long step) {
    return String.format(Locale.ROOT, "step-%012d", step);
  }
}
