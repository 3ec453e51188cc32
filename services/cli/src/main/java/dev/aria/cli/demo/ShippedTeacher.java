package dev.aria.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The files of the shipped teacher, unpacked from the class path.
 *
 * @param model TorchScript file, its descriptor beside it
 * @param codec principal components that its latents are made with
 */
record ShippedTeacher(Path model, Path codec) {
  private static final String RESOURCES = "/emoji/teacher/";

  static ShippedTeacher unpack(Path folder) {
    copy(folder, "teacher.json");
    return new ShippedTeacher(copy(folder, "teacher.pt"), copy(folder, "codec.safetensors"));
  }

  private static Path copy(Path folder, String name) {
    Path file = folder.resolve(name);
    try (InputStream resource = ShippedTeacher.class.getResourceAsStream(RESOURCES + name)) {
      if (resource == null) {
        throw new IllegalStateException(
            "this build ships no %s%s; make one with 'aria teacher train'"
                .formatted(RESOURCES, name));
      }
      Files.createDirectories(folder);
      Path part = folder.resolve(name + ".part");
      Files.copy(resource, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot unpack " + file, failure);
    }
    return file;
  }
}
