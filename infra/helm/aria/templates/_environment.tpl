{{/* Environment of every container. Takes the chart's scope. */}}
{{- define "aria.environment" -}}
{{- $kafka := .Values.kafka.security -}}
- name: ARIA_CONFIG
  value: /etc/aria/run.conf
- name: ARIA_LOG_FORMAT
  value: {{ .Values.log.format | quote }}
- name: ARIA_LOG_LEVEL
  value: {{ .Values.log.level | quote }}
- name: ARIA_KAFKA_BOOTSTRAP_SERVERS
  value: {{ required "kafka.bootstrapServers is needed" .Values.kafka.bootstrapServers | quote }}
{{- if $kafka.protocol }}
- name: ARIA_KAFKA_SECURITY_PROTOCOL
  value: {{ $kafka.protocol | quote }}
{{- end }}
{{- if include "aria.kafka.signsIn" . }}
- name: ARIA_KAFKA_SECURITY_MECHANISM
  value: {{ $kafka.mechanism | quote }}
- name: ARIA_KAFKA_SECURITY_USERNAME
  {{- include "aria.secret" (dict "name" $kafka.existingSecret "key" $kafka.usernameKey) | nindent 2 }}
- name: ARIA_KAFKA_SECURITY_PASSWORD
  {{- include "aria.secret" (dict "name" $kafka.existingSecret "key" $kafka.passwordKey) | nindent 2 }}
{{- end }}
{{- $encrypts := include "aria.kafka.encrypts" . }}
{{- if and $encrypts $kafka.certificatesSecret $kafka.truststore }}
- name: ARIA_KAFKA_SECURITY_TRUSTSTORE
  value: {{ printf "/etc/aria/kafka/%s" $kafka.truststore | quote }}
{{- end }}
{{- if and $encrypts $kafka.certificatesSecret $kafka.keystore }}
- name: ARIA_KAFKA_SECURITY_KEYSTORE
  value: {{ printf "/etc/aria/kafka/%s" $kafka.keystore | quote }}
{{- end }}
{{- with .Values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Environment of what uses Redis. Takes the chart's scope. */}}
{{- define "aria.environment.redis" -}}
{{- $redis := .Values.redis -}}
- name: ARIA_REDIS_URI
  value: {{ required "redis.uri is needed" $redis.uri | quote }}
{{- if and $redis.existingSecret $redis.usernameKey }}
- name: ARIA_REDIS_USERNAME
  {{- include "aria.secret" (dict "name" $redis.existingSecret "key" $redis.usernameKey) | nindent 2 }}
{{- end }}
{{- if $redis.existingSecret }}
- name: ARIA_REDIS_PASSWORD
  {{- include "aria.secret" (dict "name" $redis.existingSecret "key" $redis.passwordKey) | nindent 2 }}
{{- end }}
{{- $encrypts := hasPrefix "rediss:" $redis.uri }}
{{- if and $encrypts $redis.certificatesSecret $redis.truststore }}
- name: ARIA_REDIS_TLS_TRUSTSTORE
  value: {{ printf "/etc/aria/redis/%s" $redis.truststore | quote }}
{{- end }}
{{- if and $encrypts $redis.certificatesSecret $redis.keystore }}
- name: ARIA_REDIS_TLS_KEYSTORE
  value: {{ printf "/etc/aria/redis/%s" $redis.keystore | quote }}
{{- end }}
{{- end -}}

{{/* A variable's value from a secret. Takes a dict: name, key. */}}
{{- define "aria.secret" -}}
valueFrom:
  secretKeyRef:
    name: {{ .name }}
    key: {{ .key }}
{{- end -}}

{{/* Environment of a pod with GPUs, where a volume brings libtorch. Takes the chart's scope. */}}
{{- define "aria.environment.gpu" -}}
- name: NVIDIA_DRIVER_CAPABILITIES
  value: compute,utility
{{- with .Values.gpu.libtorch }}
{{- if .claim }}
- name: PYTORCH_LIBRARY_PATH
  value: {{ printf "%s/torch/lib" .path | quote }}
- name: PYTORCH_VERSION
  value: {{ .version | quote }}
- name: PYTORCH_FLAVOR
  value: {{ .flavor | quote }}
{{- end }}
{{- end }}
{{- end -}}
