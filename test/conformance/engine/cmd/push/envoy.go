package main

import (
	"encoding/json"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	"istio.io/istio/pilot/pkg/model"
	"istio.io/istio/pilot/test/xds"
	"istio.io/istio/pkg/test"
)

func pushToEnvoy(in manifests, kind model.NodeType, namespace, labels string) (told resources, err error) {
	pod, err := in.pod(namespace, labels)
	if err != nil {
		return nil, err
	}
	configs, err := in.configs()
	if err != nil {
		return nil, err
	}
	// istiod's own test server stands in for a control plane: the real code, a cluster in memory.
	err = test.Wrap(func(t test.Failer) {
		server := xds.NewFakeDiscoveryServer(t, xds.FakeOptions{Configs: configs, KubernetesObjectString: strings.Join(in.kubernetes, separator)})
		proxy := server.SetupProxy(proxyOf(pod, kind))
		listeners := server.Listeners(proxy)
		told = resources{
			"listeners": encode(t, listeners),
			"routes":    encode(t, server.RoutesFromListeners(proxy, listeners)),
			"clusters":  encode(t, server.Clusters(proxy)),
		}
	})
	return told, err
}

func proxyOf(pod *corev1.Pod, kind model.NodeType) *model.Proxy {
	return &model.Proxy{
		Type: kind, ID: pod.Name + "." + pod.Namespace, IPAddresses: []string{pod.Status.PodIP}, ConfigNamespace: pod.Namespace, Labels: pod.Labels,
		// As new as istiod: the test server takes a proxy that does not say for an old one.
		IstioVersion: model.MaxIstioVersion,
		Metadata:     &model.NodeMetadata{Namespace: pod.Namespace, Labels: pod.Labels, ClusterID: "Kubernetes"},
	}
}

func encode[M proto.Message](t test.Failer, messages []M) []json.RawMessage {
	encoded := []json.RawMessage{}
	for _, message := range messages {
		raw, err := protojson.Marshal(message)
		if err != nil {
			t.Fatal(err)
		}
		encoded = append(encoded, raw)
	}
	return encoded
}
