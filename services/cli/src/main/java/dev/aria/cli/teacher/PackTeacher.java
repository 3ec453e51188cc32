package dev.aria.cli.teacher;

import dev.aria.core.tensor.ElementType;
import dev.aria.emoji.catalogue.UnpackedTeacher;
import dev.aria.emoji.teacher.TeacherFolder;
import dev.aria.models.weights.WeightsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code aria teacher pack}: a trained teacher as the two small files that ship. */
@Command(
    name = "pack",
    mixinStandardHelpOptions = true,
    description = "Write a trained teacher as float16 weights and codec, small enough to ship.")
public final class PackTeacher implements Callable<Integer> {
  @Option(
      names = "--from",
      required = true,
      paramLabel = "DIR",
      description = "Folder that `aria teacher train` wrote.")
  private Path from = Path.of(".");

  @Option(names = "--to", required = true, paramLabel = "DIR", description = "Folder to write to.")
  private Path to = Path.of(".");

  @Override
  public Integer call() throws IOException {
    TeacherFolder folder = new TeacherFolder(from);
    Files.createDirectories(to);
    WeightsFile.export(folder.model(), to.resolve(UnpackedTeacher.WEIGHTS), ElementType.FLOAT16);
    Files.copy(
        folder.codec(), to.resolve(UnpackedTeacher.CODEC), StandardCopyOption.REPLACE_EXISTING);
    return 0;
  }
}
