package dev.aria.runtime.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TeacherFilesTest {
  @TempDir private Path folder;

  @BeforeEach
  void oneTeacher() throws IOException {
    Files.writeString(folder.resolve("teacher.json"), "{}");
    Files.writeString(folder.resolve("teacher.pt"), "");
    Files.writeString(folder.resolve("notes.json"), "{}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"teacher.json", "teacher.pt", ""})
  void of_descriptorModelOrFolder_isBothFiles(String setting) {
    assertThat(TeacherFiles.of(folder.resolve(setting)))
        .isEqualTo(new TeacherFiles(folder.resolve("teacher.json"), folder.resolve("teacher.pt")));
  }

  @Test
  void of_filesThatAreMissing_isTheirNames() {
    assertThat(TeacherFiles.of(Path.of("away/t.json")))
        .isEqualTo(new TeacherFiles(Path.of("away/t.json"), Path.of("away/t.pt")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"teacher", "teacher.onnx", ".pt"})
  void of_anotherName_isRefusedWithTheSetting(String name) {
    assertThatThrownBy(() -> TeacherFiles.of(folder.resolve(name)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("aria.run.teacher is '" + folder.resolve(name) + "'")
        .hasMessageContaining("must be a descriptor (.json)");
  }

  @Test
  void of_folderWithTwoModels_isRefusedWithTheirNames() throws IOException {
    Files.writeString(folder.resolve("other.pt"), "");

    assertThatThrownBy(() -> TeacherFiles.of(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("aria.run.teacher")
        .hasMessageContaining("other.pt and teacher.pt");
  }

  @Test
  void of_modelFolderWithoutItsNetwork_isItsDescriptor() throws IOException {
    Files.writeString(folder.resolve("network.json"), "{}");

    assertThat(TeacherFiles.of(folder))
        .isEqualTo(new TeacherFiles(folder.resolve("network.json"), folder.resolve("network.pt")));
  }

  @Test
  void of_folderWithoutAModel_isRefused() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    assertThatThrownBy(() -> TeacherFiles.of(empty))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("holds no model (.pt)");
  }
}
